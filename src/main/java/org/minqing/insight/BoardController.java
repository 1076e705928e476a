package org.minqing.insight;

import org.minqing.security.OpenToAll;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The small board as a page for a hall's screen, and what it shows; for everybody. */
@RestController
@OpenToAll
@RequestMapping("/board/{unit}")
class BoardController {

    private final BoardService boards;

    BoardController(BoardService boards) {
        this.boards = boards;
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(BoardService.KEPT).cachePublic())
                .header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'self'; object-src 'none'")
                .body(new ClassPathResource("screens/board.html"));
    }

    @GetMapping("/cases")
    ResponseEntity<Board> cases(@PathVariable String unit) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(BoardService.KEPT).cachePublic())
                .body(boards.board(unit));
    }
}

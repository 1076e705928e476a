package org.minqing.insight;

import java.time.Duration;
import java.time.LocalDate;
import org.minqing.supervision.SupervisionService;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One case for a leader, its models' pictures, and the order to supervise it. */
@RestController
@RequestMapping("/camunda/api/minqing/insight")
class CaseFileController {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final CaseFileService files;
    private final PictureService pictures;
    private final SupervisionService supervision;

    CaseFileController(CaseFileService files, PictureService pictures, SupervisionService supervision) {
        this.files = files;
        this.pictures = pictures;
        this.supervision = supervision;
    }

    @GetMapping("/cases/{number}")
    ResponseEntity<CaseFile> file(@PathVariable String number) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(files.file(number));
    }

    @PostMapping("/cases/{number}/supervision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void supervise(@PathVariable String number, @RequestBody Order order) {
        supervision.order(number, order.unit(), order.said(), order.dueOn(), order.words());
    }

    @GetMapping("/models/{process}/{version}")
    ResponseEntity<byte[]> model(@PathVariable String process, @PathVariable int version) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .cacheControl(
                        version == 0
                                ? CacheControl.noCache()
                                : CacheControl.maxAge(A_DAY).cachePrivate())
                .body(pictures.picture(process, version));
    }

    /**
     * @param unit who has to act; null for the unit that holds the case
     * @param officer who of that unit answers for it; null or empty for the unit as a whole
     */
    record Order(String unit, String officer, LocalDate dueOn, String words) {

        String said() {
            return officer == null || officer.isBlank() ? null : officer;
        }
    }
}

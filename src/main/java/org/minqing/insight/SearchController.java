package org.minqing.insight;

import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Finds cases for whoever is signed in at the webapps. What is asked stands in the body: an address is written to logs. */
@RestController
@RequestMapping("/camunda/api/minqing/search")
class SearchController {

    private final SearchService search;

    SearchController(SearchService search) {
        this.search = search;
    }

    @PostMapping
    ResponseEntity<List<SearchService.Found>> search(@RequestBody Asked asked) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(search.search(asked.text()));
    }

    record Asked(String text) {

        @Override
        public String toString() {
            return "Asked[…]";
        }
    }
}

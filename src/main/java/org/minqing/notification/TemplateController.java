package org.minqing.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The words of notices over REST, for administrators. */
@RestController
@RequestMapping("/api/v1/notice-templates")
class TemplateController {

    private final TemplateService templates;

    TemplateController(TemplateService templates) {
        this.templates = templates;
    }

    @Operation(summary = "全部通知模板 · All notice templates")
    @GetMapping
    List<TemplateService.View> all() {
        return templates.all();
    }

    @Operation(summary = "修改通知模板，立即生效 · Replace a template's words, at once")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "template",
                                        summary = "新任务通知的文字 · the words of a notice",
                                        value =
                                                "{\"subject\": \"请签收\", \"body\": \"{{unit}}，请签收 {{number}}。\\n{{>case}}\"}")
                            }))
    @PutMapping("/{name}/{language}")
    TemplateService.View replace(
            @PathVariable String name, @PathVariable String language, @RequestBody TemplateService.Words body) {
        return templates.replace(name, language, body);
    }

    @Operation(summary = "恢复内置模板 · Put the built-in words back")
    @DeleteMapping("/{name}/{language}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putBack(@PathVariable String name, @PathVariable String language) {
        templates.putBack(name, language);
    }

    @Operation(summary = "预览通知模板，不保存 · Preview a template's words; nothing is kept")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "templatePreview",
                                        summary = "预览 · preview",
                                        value =
                                                "{\"subject\": \"请签收\", \"body\": \"{{unit}}，请签收 {{number}}。\\n{{>case}}\"}")
                            }))
    @PostMapping("/{name}/{language}/preview")
    TemplateService.Preview preview(
            @PathVariable String name, @PathVariable String language, @RequestBody TemplateService.Words body) {
        return templates.preview(name, language, body);
    }
}

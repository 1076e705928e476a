package org.minqing.notification;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is told how, over REST. */
@RestController
@RequestMapping("/api/v1")
class ChoiceController {

    private final ChoiceService choices;
    private final AddressService addresses;

    ChoiceController(ChoiceService choices, AddressService addresses) {
        this.choices = choices;
        this.addresses = addresses;
    }

    @Operation(summary = "单位的通知设置 · A unit's notification settings")
    @GetMapping("/units/{code}/notification-settings")
    ChoiceService.Settings unit(@PathVariable String code) {
        return choices.ofUnit(code);
    }

    @Operation(summary = "修改单位的通知渠道、免打扰时段和语言 · Change a unit's channels, quiet hours and language")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "unitSettings",
                                        summary = "先邮件后应用内，夜里不打扰 · mail first, quiet at night",
                                        value =
                                                "{\"channels\": [\"MAIL\", \"APP\"], \"quietFrom\": \"22:00\", \"quietUntil\": \"07:00\", \"language\": \"zh\"}")
                            }))
    @PutMapping("/units/{code}/notification-settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unit(@PathVariable String code, @RequestBody ChoiceService.Settings body) {
        choices.decideForUnit(code, body);
    }

    @Operation(summary = "工作人员的通知设置 · An officer's notification settings")
    @GetMapping("/officers/{id}/notification-settings")
    ResponseEntity<ChoiceService.Settings> officer(@PathVariable String id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(choices.ofOfficer(id));
    }

    @Operation(summary = "修改工作人员的通知渠道、免打扰时段、语言和手机号 · Change an officer's channels, quiet hours, language and telephone")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "officerSettings",
                                        summary = "短信通知 · by text message",
                                        value =
                                                "{\"channels\": [\"SMS\", \"APP\"], \"language\": \"zh\", \"phone\": \"13800000000\"}")
                            }))
    @PutMapping("/officers/{id}/notification-settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void officer(@PathVariable String id, @RequestBody ChoiceService.Settings body) {
        choices.decideForOfficer(id, body);
    }

    @Operation(summary = "单位的通知地址 · A unit's notification addresses")
    @GetMapping("/units/{code}/notification-addresses")
    ResponseEntity<List<AddressService.View>> addresses(@PathVariable String code) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(addresses.ofUnit(code));
    }

    @Operation(summary = "登记通知地址，返回签名密钥 · Add a notification address; answers with the signing secret")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(
                                        name = "webhook",
                                        summary = "登记一个 webhook · a webhook",
                                        value = "{\"channel\": \"WEBHOOK\", \"url\": \"https://192.0.2.1/minqing\"}")
                            }))
    @PostMapping("/units/{code}/notification-addresses")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AddressService.View> add(@PathVariable String code, @RequestBody AddressService.NewAddress body) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(addresses.add(code, body));
    }

    @Operation(summary = "删除通知地址 · Remove a notification address")
    @DeleteMapping("/notification-addresses/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        addresses.remove(id);
    }

    @Operation(summary = "重新启用已失效的通知地址 · Use an address again that was gone")
    @PostMapping("/notification-addresses/{id}/reopening")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@PathVariable long id) {
        addresses.reopen(id);
    }
}

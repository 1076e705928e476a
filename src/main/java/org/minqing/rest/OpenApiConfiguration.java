package org.minqing.rest;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of {@code /api}: springdoc reads the controllers, here stands what they all have in common. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";
    /** Nobody is signed in there, so no key belongs to anybody; it works once, and repeating it changes nothing. */
    static final String ONCE = "/api/v1/setup";

    private static final String ABOUT = """
            民情的部门接口。拒绝一律按 RFC 9457 说明，type 稳定不变；凡改动的调用都可带 Idempotency-Key，72 小时内重发得到同一答复。
            The interface for departments. Refusals follow RFC 9457 with a stable type; every changing call may carry an \
            Idempotency-Key, and repeating it within 72 hours gives the same answer.""";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info().title("民情 · Minqing").version("v1").description(ABOUT))
                .servers(List.of(new Server().url("/")))
                .security(List.of(
                        new SecurityRequirement().addList("password"), new SecurityRequirement().addList("token")))
                .components(new Components()
                        .addSecuritySchemes(
                                "password",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("工作人员的工号和密码 · a person's id and password"))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("业务系统的令牌 · a system's token"))
                        .addSchemas(PROBLEM, problem()));
    }

    @Bean
    GlobalOpenApiCustomizer common() {
        return api -> {
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> complete(path, method, operation)));
            if (api.getTags() != null) {
                api.setTags(api.getTags().stream()
                        .sorted(Comparator.comparing(Tag::getName))
                        .toList());
            }
        };
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        operation.setOperationId(method.name().toLowerCase(Locale.ROOT)
                + path.replaceFirst("^/api/v1", "")
                        .replaceAll("[^A-Za-z0-9]+", "_")
                        .replaceAll("_$", ""));
        if (method != PathItem.HttpMethod.GET && !path.equals(ONCE)) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name(IdempotencyFilter.KEY)
                    .required(false)
                    .description("重发同一请求时用同一个键 · the same key when the same request is repeated")
                    .schema(new StringSchema().minLength(1).maxLength(128)));
        }
        ApiResponses responses = operation.getResponses();
        responses.addApiResponse(
                "default",
                new ApiResponse()
                        .description("拒绝或出错 · refused or failed")
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema().description("urn:minqing:problem:…，稳定不变 · stable"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("给人看的中文说明 · for people, in Chinese"))
                .addProperty("field", new StringSchema().description("有问题的字段 · the field at fault"))
                .addProperty("endedBy", new StringSchema().description("task-ended：由谁 · by whom"))
                .addProperty("endedByName", new StringSchema())
                .addProperty("endedAt", new StringSchema().format("date-time").description("task-ended：何时 · when"))
                .addProperty(
                        "how", new StringSchema().description("task-ended：DONE DEADLINE WITHDRAWN REPLIED CUT_OFF"))
                .addProperty("why", new StringSchema().description("task-ended：为何 · why"));
    }
}

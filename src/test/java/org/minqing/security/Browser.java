package org.minqing.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A caller over real HTTP: with a name and password on every request, or with a session of the webapps. */
public final class Browser {

    private final String root;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** What a session of the webapps sends along. */
    Map<String, String> session() {
        Map<String, String> session = new LinkedHashMap<>(headers);
        StringBuilder all = new StringBuilder();
        cookies.getCookieStore()
                .getCookies()
                .forEach(cookie -> all.append(cookie.getName())
                        .append('=')
                        .append(cookie.getValue())
                        .append("; "));
        session.put("Cookie", all.toString());
        return session;
    }

    List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public Browser(int port) {
        this.root = "http://127.0.0.1:" + port;
    }

    public Browser basic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    public Browser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Signs in at a webapp as its page does. */
    public HttpResponse<String> signIn(String app, String user, String password) {
        get("/camunda/app/" + app + "/default/");
        takeToken();
        String form = "username=" + encode(user) + "&password=" + encode(password);
        HttpResponse<String> answer = send(
                "POST", "/camunda/api/admin/auth/user/default/login/" + app, form, "application/x-www-form-urlencoded");
        get("/camunda/app/" + app + "/default/");
        takeToken();
        return answer;
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null, null);
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    public HttpResponse<String> put(String path, String json) {
        return send("PUT", path, json, "application/json");
    }

    public HttpResponse<String> send(String method, String path, String body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    void takeToken() {
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            if (cookie.getName().equals("XSRF-TOKEN")) {
                header("X-XSRF-TOKEN", cookie.getValue());
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

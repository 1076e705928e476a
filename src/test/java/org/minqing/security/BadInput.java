package org.minqing.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The classes of bad input; each spoils a request that was right in a way of its own. */
enum BadInput {
    MISSING_FIELD((request, random) -> {
        List<FuzzRequest.Leaf> leaves = leaves(request);
        if (leaves.isEmpty()) {
            request.query.clear();
        } else {
            leaves.get(random.nextInt(leaves.size())).remove();
        }
    }),
    NULL_VALUE((request, random) -> request.spoilRaw(random, "null")),
    WRONG_TYPE((request, random) -> request.spoilRaw(
            random, any(random, "{}", "[]", "true", "12", "-0.5", "\"text\"", "[[1]]", "{\"a\":{\"b\":1}}", "[null]"))),
    WRONG_BODY((request, random) ->
            request.body = bytes(any(random, "[]", "null", "true", "1", "\"text\"", "[{}]", "[null]", "{\"\":\"\"}"))),
    EXTRA_FIELD((request, random) -> {
        String name = any(random, "unexpected", "__proto__", "class", "@type", "constructor", "$ref", "名称");
        if (request.json instanceof ObjectNode object) {
            object.put(name, "x");
            request.spoiltField = name;
        } else {
            request.query.add(Map.entry(name, "x"));
        }
    }),
    UNKNOWN_ENUM((request, random) -> request.spoil(random, any(random, "NONSENSE", "resolve", "ＲＥＳＯＬＶＥ", " RESOLVE"))),
    DUPLICATE_KEY((request, random) -> {
        if (request.json != null) {
            String text = request.json.toString();
            request.body = bytes(
                    text.equals("{}")
                            ? "{\"a\":1,\"a\":2}"
                            : "{" + text.substring(1, text.length() - 1) + "," + text.substring(1));
        } else if (!request.query.isEmpty()) {
            request.query.add(Map.entry(request.query.get(0).getKey(), "other"));
        }
    }),
    DEEP_NESTING((request, random) -> {
        int depth = any(random, 900, 1_100, 20_000, 100_000);
        String open = any(random, "[", "{\"a\":");
        String nested = open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(depth);
        if (request.json == null) {
            request.target = request.address.path().replaceAll("\\{[^}]*}", "x") + "/x".repeat(Math.min(depth, 3_000));
        } else if (random.nextBoolean()) {
            request.body = bytes(nested);
        } else {
            request.spoilRaw(random, nested);
        }
    }),
    TRUNCATED((request, random) -> {
        if (request.json != null) {
            byte[] whole = bytes(request.json.toString());
            request.body = Arrays.copyOf(whole, random.nextInt(whole.length));
        } else if (request.body != null) {
            request.body = Arrays.copyOf(request.body, random.nextInt(request.body.length));
        } else {
            request.body = bytes("{\"");
        }
    }),
    EMPTY_BODY((request, random) -> request.body = bytes(any(random, "", " ", "\n", "\uFEFF"))),
    NO_JSON((request, random) -> request.body =
            bytes(any(random, "{'a':1}", "{a:1}", "{\"a\":NaN}", "{\"a\":01}", "// x\n{}", "{\"a\":1,}", "undefined"))),
    LARGE_BODY((request, random) -> {
        int size = random.nextInt(8) == 0 ? 50 << 20 : 1 << 20 + random.nextInt(3);
        byte[] large = new byte[size];
        Arrays.fill(large, (byte) " a[".charAt(random.nextInt(3)));
        if (random.nextBoolean()) {
            byte[] before = bytes("{\"reason\":\"");
            System.arraycopy(before, 0, large, 0, before.length);
            large[size - 2] = '"';
            large[size - 1] = '}';
        }
        request.body = large;
        request.belowHttp = true;
    }),
    LONG_TEXT((request, random) -> request.spoil(
            random, any(random, "长", "a", "0", "𠀀", "é", "\n", "(", "%").repeat(any(random, 65, 256, 2_001, 4_001)))),
    HUGE_TEXT((request, random) ->
            request.spoilRaw(random, '"' + any(random, "长", "a", "0").repeat(any(random, 70_000, 400_000)) + '"')),
    WRONG_CONTENT_TYPE((request, random) -> {
        request.contentType = any(
                random,
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "application/octet-stream",
                "application/x-java-serialized-object",
                "application/hal+json",
                "nonsense",
                "/",
                "application/json; application/json",
                "*/*",
                "");
        request.body = content(request);
    }),
    NO_CONTENT_TYPE((request, random) -> {
        request.contentType = null;
        request.body = content(request);
    }),
    WRONG_CHARSET((request, random) -> {
        request.contentType = "application/json; charset="
                + any(random, "UTF-16", "no-such", "GB18030", "ISO-8859-1", "\"", "UTF-7", "utf-8; charset=utf-16", "");
        request.body = content(request);
    }),
    BROKEN_UTF8((request, random) -> {
        byte[] broken = any(
                random,
                new byte[] {(byte) 0xff, (byte) 0xfe},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xe4, (byte) 0xb8},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80});
        if (request.json == null) {
            StringBuilder escaped = new StringBuilder();
            for (byte one : broken) {
                escaped.append("%%%02x".formatted(one));
            }
            request.target = request.address.path().replaceAll("\\{[^}]*}", escaped.toString()) + "?q=" + escaped;
            return;
        }
        request.spoilRaw(random, "\"BROKEN\"");
        byte[] whole =
                bytes(request.body == null ? request.jsonText() : new String(request.body, StandardCharsets.UTF_8));
        int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("BROKEN");
        System.arraycopy(broken, 0, whole, at, broken.length);
        request.body = whole;
    }),
    LONE_SURROGATE((request, random) ->
            request.spoil(random, any(random, "\ud83d", "\udc00", "路\ud800灯", "\udc00\ud800", "名\udfff"))),
    NUL((request, random) -> request.spoil(random, any(random, "\0", "路灯\0不亮", "a\0.png", "420106\0", "\0\0\0"))),
    CONTROL_CHARACTERS((request, random) -> request.spoil(
            random, any(random, "\u0001\u0002", "\u001b[31m", "\u0007", "\u0085\u2028\u2029", "\t\u000b\f"))),
    RIGHT_TO_LEFT((request, random) -> request.spoil(
            random, any(random, "\u202egnp.exe", "مرحبا", "\u2067שלום\u2069", "\u200f\u200e", "路\u202e灯"))),
    RARE_CHARACTERS((request, random) -> request.spoil(
            random,
            any(
                    random,
                    "𠮷野家𪚥",
                    "👩‍👩‍👧‍👦🏳️‍🌈",
                    "\ufeff\u200b\u200d",
                    "Z\u0310\u0311\u0312\u0313a\u0300",
                    "\ufffe\uffff",
                    "ﬀ①㍿",
                    "ı\u0130ß"))),
    NUMBER_LIMITS((request, random) -> request.spoilRaw(
            random,
            any(
                    random,
                    "2147483648",
                    "-2147483649",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-1",
                    "0",
                    "1e400",
                    "-1e400",
                    "1e-400",
                    "0.1",
                    "123456789012345678901234567890",
                    "1E1000000000",
                    "9".repeat(2_000)))),
    IMPOSSIBLE_DATE((request, random) -> request.spoil(
            random,
            any(
                    random,
                    "2026-02-30",
                    "2026-13-01T00:00:00+08:00",
                    "0000-00-00",
                    "+999999999-12-31T23:59:59Z",
                    "-999999999-01-01T00:00:00Z",
                    "9999-12-31T23:59:59+08:00",
                    "2026-03-02T25:61:61.000+0800",
                    "2026-03-02T10:00:00.000+9900",
                    "292278995-01-01T00:00:00.000+0800",
                    "10000-01-01",
                    "今天"))),
    PAGING((request, random) -> {
        String value =
                any(random, "-1", "-2147483648", "2147483647", "2147483648", "0", "1.5", "abc", "", "1e3", "NaN");
        for (String name : List.of("firstResult", "maxResults", "size", "limit", "page", "cursor", "from", "before")) {
            if (random.nextInt(3) == 0) {
                request.query.add(Map.entry(name, value));
            }
        }
    }),
    SORTING((request, random) -> {
        request.query.add(
                Map.entry(any(random, "sort", "sortBy"), any(random, "-", "name;drop", "-id,-id", "created'")));
        request.query.add(Map.entry("sortOrder", any(random, "asc", "ASC", "desc; --", "")));
    }),
    SQL_INJECTION((request, random) -> request.spoil(
            random,
            any(
                    random,
                    "' or '1'='1",
                    "'; drop table appeal; --",
                    "1) or 1=1 --",
                    "\\' or 1=1 --",
                    "%_%",
                    "' union select password from act_id_user --",
                    "\";select pg_sleep(5);--",
                    "{fn user()}",
                    "?",
                    ":it"))),
    EXPRESSION_INJECTION((request, random) -> request.spoil(
            random,
            any(
                    random,
                    "${canaryListener.called('fuzz')}",
                    "#{canaryListener.called('fuzz')}",
                    "${''.getClass().forName('java.lang.Runtime')}",
                    "T(java.lang.Runtime).getRuntime()",
                    "${1337*1337}",
                    "${",
                    "= 1337*1337"))),
    TEMPLATE_INJECTION((request, random) -> request.spoil(
            random,
            any(
                    random,
                    "{{1337*1337}}",
                    "<%= 1337*1337 %>",
                    "[[${1337*1337}]]",
                    "{{#x}}",
                    "{{{",
                    "{{=<% %>=}}",
                    "${{1337*1337}}"))),
    MARKUP((request, random) -> request.spoil(
            random,
            any(
                    random,
                    "<script>fuzzed()</script>",
                    "\"><img src=x onerror=fuzzed()>",
                    "javascript:fuzzed()",
                    "</title><script>fuzzed()</script>",
                    "<svg/onload=fuzzed()>"))),
    LINE_BREAKS((request, random) -> {
        String broken = any(random, "x\r\nX-Injected: 1", "\r\n\r\n<html>", "x\nX-Injected: 1", "\r");
        if (random.nextInt(4) == 0) {
            request.header("Idempotency-Key", "k" + any(random, "\u000b", "\r x", "\n x", "é"));
        } else {
            request.spoil(random, broken);
        }
    }),
    PATH_TRAVERSAL((request, random) -> {
        String up = any(
                random,
                "../../../../etc/passwd",
                "..\\..\\x",
                "....//",
                "/etc/passwd",
                "file:///etc/passwd",
                "..;/",
                "");
        if (random.nextBoolean()) {
            request.spoil(random, up);
        } else {
            request.target = request.address
                    .path()
                    .replaceAll(
                            "\\{[^}]*}",
                            any(
                                    random,
                                    "..%2f..%2f",
                                    "%2e%2e/%2e%2e",
                                    "..;x=y",
                                    "..%5c",
                                    "%252e%252e%252f",
                                    ".",
                                    "..",
                                    "%2f"));
            request.belowHttp = true;
        }
    }),
    XML_ENTITIES((request, random) -> {
        request.body = bytes("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">"
                + "<!ENTITY b \"&a;&a;\">]><x>&b;</x>");
        if (request.contentType == null || !request.contentType.startsWith("multipart")) {
            request.contentType = any(random, "application/xml", "text/xml", "application/json", "image/svg+xml");
        } else {
            request.body = FuzzSamples.multipart(any(random, "a.svg", "a.xlsx", "a.bpmn"), request.body);
        }
    }),
    COMPRESSED((request, random) -> {
        byte[] bomb = Bombs.GZIP;
        if (request.contentType != null && request.contentType.startsWith("multipart")) {
            request.body = FuzzSamples.multipart(
                    any(random, "a.xlsx", "a.gz", "a.png"), random.nextBoolean() ? Bombs.ZIP : bomb);
        } else {
            request.header("Content-Encoding", any(random, "gzip", "deflate", "br", "gzip, gzip"));
            request.body = bomb;
        }
    }),
    WRONG_VERB((request, random) -> {
        request.method = any(
                random,
                "PUT",
                "PATCH",
                "DELETE",
                "TRACE",
                "HEAD",
                "OPTIONS",
                "POST",
                "GET",
                "PROPFIND",
                "CONNECT",
                "FOO",
                "get");
        request.belowHttp = List.of("CONNECT", "TRACE").contains(request.method);
    }),
    HUGE_HEADER((request, random) -> {
        request.header(
                any(random, "X-Long", "Cookie", "Accept", "Accept-Language", "Idempotency-Key", "Referer"),
                "a".repeat(any(random, 4_000, 7_900, 9_000, 70_000)));
        request.belowHttp = true;
    }),
    MANY_HEADERS((request, random) -> {
        for (int i = any(random, 90, 150, 1_000); i > 0; i--) {
            request.header("X-H" + i, "1");
        }
        request.belowHttp = true;
    }),
    LONG_ADDRESS((request, random) -> {
        request.query.add(Map.entry("q", "x".repeat(any(random, 3_000, 7_000, 9_000, 70_000))));
        request.belowHttp = true;
    }),
    MANY_PARAMETERS((request, random) -> {
        for (int i = any(random, 200, 1_200); i > 0; i--) {
            request.query.add(Map.entry(any(random, "q", "size", "sort", "p" + i), "1"));
        }
        request.belowHttp = true;
    }),
    BROKEN_ADDRESS((request, random) -> {
        request.target = request.address
                        .path()
                        .replaceAll(
                                "\\{[^}]*}",
                                any(random, "%zz", "%00", "%c0%ae", "%", "|", "a b", "\u00e9", "[", "^", "`"))
                + any(random, "", "?q=%", "?%00=1", "?q=%zz", "?a=b=c&&&", "?=", "?q=\u00ff", "#x");
        request.belowHttp = true;
    }),
    BROKEN_ACCEPT((request, random) -> {
        request.header(
                "Accept",
                any(
                        random,
                        "text/html",
                        "nonsense",
                        "*/*;q=9",
                        "application/xml",
                        "a/b/c",
                        ",,,",
                        "image/png",
                        "application/json;q=0"));
        request.header("Accept-Language", any(random, "zh", "xx-XX;q=z", "*", "-", "zh-".repeat(300)));
    }),
    BROKEN_SIGN_IN((request, random) -> {
        request.headers.removeIf(header -> header.getKey().matches("Authorization|Cookie|X-XSRF-TOKEN"));
        request.header(
                "Authorization",
                any(
                        random,
                        "Basic",
                        "Basic !!!!",
                        "Basic " + base64("no-colon"),
                        "Basic " + base64("\0:\0"),
                        "Basic " + base64("matrix-colleague:wrong"),
                        "Basic " + base64("' or 1=1 --:x"),
                        "Basic " + base64("a".repeat(3_000) + ":x"),
                        "Bearer ",
                        "Bearer \0",
                        "Bearer " + "a".repeat(3_000),
                        "Digest username=\"x\"",
                        "",
                        "Bearer eyJhbGciOiJub25lIn0.e30."));
        if (random.nextBoolean()) {
            request.header(
                    "Cookie",
                    any(
                            random,
                            "JSESSIONID=" + "0".repeat(32),
                            "JSESSIONID=../../x",
                            "JSESSIONID=",
                            ";;;=",
                            "XSRF-TOKEN=\u00ff"));
        }
    }),
    REPEATING((request, random) -> request.header(
            "Idempotency-Key", any(random, "", " ", "路灯", "a".repeat(129), "k1", "k2", "\u0001", "a b"))),
    FORGED_ORIGIN((request, random) -> {
        request.header("X-Forwarded-For", any(random, "1.2.3.4", "<script>", "', 'x", "::1", "a".repeat(500)));
        request.header("X-Forwarded-Host", any(random, "evil.example", "\"", "evil.example:99999"));
        request.header("X-HTTP-Method-Override", "DELETE");
        request.header("Sec-Fetch-Site", any(random, "cross-site", "same-origin", "nonsense"));
        request.header("Origin", any(random, "null", "https://evil.example"));
    }),
    JAVA_OBJECT((request, random) -> request.spoilRaw(
            random,
            "{\"value\":\"" + Base64.getEncoder().encodeToString(serialized())
                    + "\",\"type\":\"Object\",\"valueInfo\":{\"objectTypeName\":\"java.util.ArrayList\",\"serializationDataFormat\":\""
                    + any(random, "application/x-java-serialized-object", "application/json", "application/xml")
                    + "\"}}")),
    BROKEN_UPLOAD((request, random) -> {
        request.contentType = any(
                random,
                "multipart/form-data; boundary=XX",
                "multipart/form-data; boundary=" + "b".repeat(100),
                "multipart/form-data; boundary=XX; boundary=YY",
                "multipart/mixed; boundary=XX");
        String head = "--XX\r\nContent-Disposition: form-data; name=\"" + any(random, "file", "other", "", "file\0")
                + "\"; filename=\"" + any(random, "a.png", "../../a.csv", "", "\u202e.xlsx", "a".repeat(300))
                + "\"\r\n";
        request.body = bytes(any(
                random,
                "",
                "--XX--",
                head,
                head + "\r\n",
                head + "\r\nx\r\n--XX--\r\n",
                head + "Content-Transfer-Encoding: nonsense\r\nX: " + "y".repeat(600) + "\r\n\r\nx\r\n--XX--\r\n",
                (head + "\r\nx\r\n").repeat(60) + "--XX--\r\n"));
    }),
    BROKEN_FRAMING((request, random) -> {
        request.belowHttp = true;
        String head = any(
                random,
                "Content-Length: -1\r\n",
                "Content-Length: 999999999999999999999\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 10000\r\n",
                "Transfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Transfer-Encoding: nonsense, chunked\r\n",
                "Expect: 100-continue\r\n",
                "Expect: nonsense\r\n",
                "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                " folded: x\r\n",
                "no colon\r\n",
                "Host: other\r\n",
                "Na me: x\r\n");
        String tail = any(random, "", "5\r\nhello\r\n0\r\n\r\n", "zz\r\n", "7fffffffffff\r\n", "\0\0\0");
        request.framing = whole -> {
            String text = new String(whole, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n") + 2;
            String kept = text.substring(0, end).replaceAll("Content-Length: \\d+\r\n", "");
            return (kept + head + text.substring(end) + tail).getBytes(StandardCharsets.ISO_8859_1);
        };
    });

    /** Does the spoiling. */
    interface Spoiling {
        void of(FuzzRequest request, Random random);
    }

    private final Spoiling spoiling;

    BadInput(Spoiling spoiling) {
        this.spoiling = spoiling;
    }

    void spoil(FuzzRequest request, Random random) {
        spoiling.of(request, random);
    }

    private static List<FuzzRequest.Leaf> leaves(FuzzRequest request) {
        return request.json == null ? List.of() : request.leaves();
    }

    private static byte[] content(FuzzRequest request) {
        return request.body == null ? bytes(request.json == null ? "{}" : request.json.toString()) : request.body;
    }

    @SafeVarargs
    private static <T> T any(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static byte[] serialized() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new java.util.ArrayList<>(List.of("x")));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Small to send, 50 MB and more when somebody unpacks them; made at first use. */
    private static final class Bombs {

        private static final byte[] BLANKS = blanks();
        static final byte[] GZIP = bomb();
        static final byte[] ZIP = zipped();

        /** 50 MB of blanks around a small object. */
        private static byte[] bomb() {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
                for (int i = 0; i < 50; i++) {
                    gzip.write(BLANKS);
                }
                gzip.write(bytes("{}"));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return small.toByteArray();
        }

        /** Named as a workbook's parts are. */
        private static byte[] zipped() {
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(small)) {
                for (String part : List.of("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")) {
                    zip.putNextEntry(new ZipEntry(part));
                    for (int i = 0; i < 50; i++) {
                        zip.write(BLANKS);
                    }
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return small.toByteArray();
        }

        private static byte[] blanks() {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            return blanks;
        }
    }
}

package org.minqing.appeal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Personal data of the one who asks; every field may be null. It is stored encrypted and stands nowhere else. */
@JsonIgnoreProperties("empty")
public record Requester(String name, String phone, String address, String idNumber) {

    private static final int SHORTEST_PHONE = 7;

    public boolean isEmpty() {
        return name == null && phone == null && address == null && idNumber == null;
    }

    /** What everybody sees who sees the case: whom one would speak to, and that there is more. */
    public Requester masked() {
        return new Requester(
                masked(name, 1, 0),
                masked(phone, phone != null && phone.length() >= SHORTEST_PHONE ? 3 : 0, 2),
                masked(address, 0, 0),
                masked(idNumber, 0, 0));
    }

    /** The names of the fields that hold something. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        Stream.of(field("name", name), field("phone", phone), field("address", address), field("idNumber", idNumber))
                .filter(field -> !field.isEmpty())
                .forEach(fields::add);
        return fields;
    }

    private static String field(String field, String value) {
        return value == null ? "" : field;
    }

    private static String masked(String value, int first, int last) {
        if (value == null) {
            return null;
        }
        boolean hides = value.length() > first + last;
        return (hides ? value.substring(0, value.offsetByCodePoints(0, first)) : "")
                + "****"
                + (hides ? value.substring(value.length() - last) : "");
    }

    /** Says nothing, so that personal data cannot slip into a log. */
    @Override
    public String toString() {
        return "Requester[…]";
    }
}

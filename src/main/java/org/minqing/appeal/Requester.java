package org.minqing.appeal;

/** Personal data of the one who asks; every field may be null. It is stored encrypted and stands nowhere else. */
public record Requester(String name, String phone, String address, String idNumber) {

    public boolean isEmpty() {
        return name == null && phone == null && address == null && idNumber == null;
    }

    /** Says nothing, so that personal data cannot slip into a log. */
    @Override
    public String toString() {
        return "Requester[…]";
    }
}

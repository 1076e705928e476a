package org.minqing.notification;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.minqing.Refused;
import org.minqing.audit.AuditEntry;
import org.minqing.audit.AuditService;
import org.minqing.directory.DirectoryService;
import org.minqing.engine.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Addresses of units' systems and group robots, which administrators set up, and officers' telephones. */
@Service
public class AddressService {

    private static final Set<ChannelKind> OF_UNITS =
            Set.of(ChannelKind.WEBHOOK, ChannelKind.DINGTALK, ChannelKind.WECOM);
    private static final String SECRET_PREFIX = "whsec_";
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{32,88}={0,2}");
    private static final int SECRET_BYTES = 24;
    private static final int MOST_AT_ONCE = 32;
    private static final int LONGEST_URL = 1000;
    private static final int LONGEST_SHOWN = 200;
    private static final int WEBHOOK_AT_ONCE = 4;
    private static final int ROBOT_PER_MINUTE = 20;

    private final AddressRepository addresses;
    private final LaneRepository lanes;
    private final DirectoryService directory;
    private final HttpSender http;
    private final Caller caller;
    private final AuditService audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    AddressService(
            AddressRepository addresses,
            LaneRepository lanes,
            DirectoryService directory,
            HttpSender http,
            Caller caller,
            AuditService audit,
            Clock clock) {
        this.audit = audit;
        this.addresses = addresses;
        this.lanes = lanes;
        this.directory = directory;
        this.http = http;
        this.caller = caller;
        this.clock = clock;
    }

    List<View> ofUnit(String unitCode) {
        requireAdministrator();
        return addresses.ofUnit(directory.require(unitCode).code()).stream()
                .map(address -> view(address, null))
                .toList();
    }

    /**
     * @return with the secret that webhooks are signed with, which is never shown again
     * @throws Refused 403, 404, or 422 naming the field
     */
    @Transactional
    public View add(String unitCode, NewAddress in) {
        requireAdministrator();
        directory.require(unitCode);
        ChannelKind channel = ChannelKind.of(in.channel())
                .filter(OF_UNITS::contains)
                .orElseThrow(() -> Refused.invalid("channel", "渠道应为 WEBHOOK、DINGTALK 或 WECOM"));
        URI uri = url(in.url());
        boolean webhook = channel == ChannelKind.WEBHOOK;
        Address added = addresses.insert(
                new Address(
                        0,
                        channel,
                        unitCode,
                        null,
                        uri.toString(),
                        secret(channel, in.secret()),
                        shown(uri),
                        between("atOnce", in.atOnce(), webhook ? WEBHOOK_AT_ONCE : 1, 1, MOST_AT_ONCE),
                        between("perMinute", in.perMinute(), webhook ? 0 : ROBOT_PER_MINUTE, 0, 1_000_000)),
                clock.instant());
        audit.record(AuditEntry.of("ADDRESS_ADDED", unitCode).changed(null, words(added)));
        return view(added, webhook ? added.secret() : null);
    }

    /** What waits for it takes another way. */
    @Transactional
    public void remove(long id) {
        requireAdministrator();
        Address gone = required(id);
        addresses.delete(gone.id());
        audit.record(AuditEntry.of("ADDRESS_REMOVED", gone.unitCode()).changed(words(gone), null));
    }

    /**
     * Seals all addresses with the current key that another one has sealed.
     *
     * @return how many
     */
    @Transactional
    public int reencrypt() {
        int resealed = addresses.reseal();
        if (resealed > 0) {
            audit.record(
                    AuditEntry.of("REENCRYPTED", "notification_address").with("rows", resealed), "command:reencrypt");
        }
        return resealed;
    }

    private static Map<String, Object> words(Address address) {
        return Map.of("id", address.id(), "channel", address.channel().name(), "shown", address.shown());
    }

    /** A receiver that was gone is there again. */
    @Transactional
    public void reopen(long id) {
        requireAdministrator();
        Address back = required(id);
        lanes.reopen(lane(back));
        audit.record(AuditEntry.of("ADDRESS_REOPENED", back.unitCode()).changed(null, words(back)));
    }

    /** An officer's telephone as it may be shown, or null. */
    String shownPhone(String officerId) {
        return addresses.ofOfficer(officerId).map(Address::shown).orElse(null);
    }

    /** @param phone empty: none any more */
    void phone(String officerId, String phone) {
        addresses.ofOfficer(officerId).ifPresent(old -> addresses.delete(old.id()));
        if (!phone.isEmpty()) {
            String shown =
                    phone.length() < 8 ? "****" : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
            addresses.insert(
                    new Address(0, ChannelKind.SMS, null, officerId, phone, null, shown, 1, 0), clock.instant());
        }
    }

    private View view(Address address, String secret) {
        Optional<Lane> lane = lanes.find(lane(address));
        return new View(
                address.id(),
                address.channel().name(),
                address.shown(),
                address.atOnce(),
                address.perMinute(),
                lane.map(Lane::gone).orElse(false),
                lane.map(Lane::failures).orElse(0),
                secret);
    }

    private static String lane(Address address) {
        return address.channel() + ":" + address.id();
    }

    private Address required(long id) {
        return addresses
                .find(id)
                .filter(address -> OF_UNITS.contains(address.channel()))
                .orElseThrow(() -> Refused.notFound("没有编号为 %d 的通知地址".formatted(id)));
    }

    private URI url(String text) {
        try {
            URI uri = new URI(text == null ? "" : text.strip());
            boolean web = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && text.length() <= LONGEST_URL;
            if (!web) {
                throw Refused.invalid("url", "地址应以 https:// 或 http:// 开头，且不含账号和密码");
            }
            http.requireOutside(uri);
            return uri;
        } catch (URISyntaxException noAddress) {
            throw Refused.invalid("url", "地址格式不正确");
        } catch (DeliveryFailed inside) {
            throw Refused.invalid("url", "地址无法解析，或指向本机、本地链路，不能使用");
        }
    }

    private String secret(ChannelKind channel, String given) {
        if (channel == ChannelKind.WECOM || given == null || given.isBlank()) {
            if (channel != ChannelKind.WEBHOOK) {
                return null;
            }
            byte[] key = new byte[SECRET_BYTES];
            random.nextBytes(key);
            return SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
        }
        if (channel == ChannelKind.WEBHOOK && !SECRET.matcher(given).matches()) {
            throw Refused.invalid("secret", "签名密钥应为 whsec_ 加 24 至 64 字节的 Base64；留空则自动生成");
        }
        return given.strip();
    }

    private static int between(String field, Integer value, int otherwise, int least, int most) {
        int chosen = value == null ? otherwise : value;
        if (chosen < least || chosen > most) {
            throw Refused.invalid(field, "应为 %d 至 %d".formatted(least, most));
        }
        return chosen;
    }

    /** Without query, which holds the robots' keys. */
    private static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String shown = uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
        return shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) : shown;
    }

    private void requireAdministrator() {
        if (!caller.isAdministrator()) {
            throw Refused.forbidden("只有系统管理员可以设置通知地址");
        }
    }

    /** @param secret null: none, or for a webhook a new one */
    record NewAddress(String channel, String url, String secret, Integer atOnce, Integer perMinute) {

        @Override
        public String toString() {
            return "NewAddress[%s]".formatted(channel);
        }
    }

    /**
     * @param gone whether it has said that it will never come back
     * @param failures stretches in a row in which nothing was taken
     * @param secret only in the answer to the call that made it
     */
    @Schema(name = "NotificationAddress")
    record View(
            long id, String channel, String url, int atOnce, int perMinute, boolean gone, int failures, String secret) {

        @Override
        public String toString() {
            return "View[%d]".formatted(id);
        }
    }
}

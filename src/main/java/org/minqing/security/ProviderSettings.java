package org.minqing.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The city's OpenID Connect provider; read in the profile {@code oidc} only.
 *
 * @param issuer its address, below which {@code .well-known/openid-configuration} lies; https, or this machine
 * @param nameClaim which claim of the ID token is the officer's id
 * @param basic whether people may still call {@code /api} and {@code /engine-rest} with a password of ours
 */
@ConfigurationProperties("minqing.oidc")
record ProviderSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("true") boolean basic) {

    /** @throws RefusedToStart naming what is missing or wrong */
    void check() {
        require(StringUtils.hasText(issuer), "没有统一身份认证的地址：请设置 MINQING_OIDC_ISSUER");
        require(StringUtils.hasText(clientId), "没有在统一身份认证登记的应用编号：请设置 MINQING_OIDC_CLIENT_ID");
        require(StringUtils.hasText(clientSecret), "没有在统一身份认证登记的应用密钥：请设置 MINQING_OIDC_CLIENT_SECRET");
        require(isSafe(), "统一身份认证的地址应以 https:// 开头：请更改 MINQING_OIDC_ISSUER");
    }

    private boolean isSafe() {
        try {
            URI address = URI.create(issuer);
            return "https".equals(address.getScheme())
                    || "http".equals(address.getScheme())
                            && InetAddress.getByName(address.getHost()).isLoopbackAddress();
        } catch (IllegalArgumentException | UnknownHostException noAddress) {
            return false;
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new RefusedToStart(otherwise);
        }
    }

    @Override
    public String toString() {
        return "ProviderSettings[issuer=" + issuer + "]";
    }
}

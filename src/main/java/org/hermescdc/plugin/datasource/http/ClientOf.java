package org.hermescdc.plugin.datasource.http;

import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.hermescdc.plugin.tls.PemTls;
import org.hermescdc.spi.Settings;

/** Makes the HTTP client of a source from its settings. */
final class ClientOf {

    private static final Timeout CONNECT_LIMIT = Timeout.ofSeconds(10);
    private static final TimeValue BETWEEN_TRIES = TimeValue.ofSeconds(1);
    private static final TimeValue LONGEST_WAIT = TimeValue.ofSeconds(60);
    private static final List<Integer> WORTH_A_RETRY = List.of(429, 502, 503, 504);

    private ClientOf() {}

    /** Without redirects and cookies: a login page must not pass for an answer. */
    static CloseableHttpClient settings(Settings settings) {
        Timeout silence = Timeout.ofSeconds(settings.whole("timeout"));
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(PemTls.context(settings.section("ssl"))))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_LIMIT)
                                .setSocketTimeout(silence)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(silence)
                        .setConnectionRequestTimeout(silence)
                        .build())
                .setRetryStrategy(new Retry((int) settings.whole("retries")))
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("hermes")
                .build();
    }

    /** Repeats what did no harm: a GET without an answer, or with one that says "later"; it waits a minute at most. */
    private static final class Retry extends DefaultHttpRequestRetryStrategy {

        Retry(int retries) {
            super(retries, BETWEEN_TRIES, List.of(SSLException.class), WORTH_A_RETRY);
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int count, HttpContext context) {
            TimeValue wanted = super.getRetryInterval(response, count, context);
            return wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
        }
    }
}

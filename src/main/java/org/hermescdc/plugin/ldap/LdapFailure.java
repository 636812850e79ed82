package org.hermescdc.plugin.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import org.hermescdc.spi.HandlerException;

/** What the directory answered, or that it did not: operation, DN, result code and diagnostic text. */
public final class LdapFailure extends HandlerException {

    private static final long serialVersionUID = 1L;

    private final ResultCode code;

    public LdapFailure(String operation, Object dn, LDAPException cause) {
        super(
                operation + " " + dn + ": " + cause.getResultCode().intValue() + " "
                        + cause.getResultCode().getName() + diagnostic(cause),
                cause);
        this.code = cause.getResultCode();
    }

    public ResultCode code() {
        return code;
    }

    /** Whether the operation may have been done although no answer came. */
    public boolean isUncertain() {
        return !code.isConnectionUsable() || code.equals(ResultCode.TIMEOUT);
    }

    /** What the directory says; where it said nothing, what went wrong on the way to it. */
    private static String diagnostic(LDAPException failure) {
        String text = failure.getDiagnosticMessage();
        if (text == null) {
            Throwable inner = failure;
            while (inner.getCause() != null) {
                inner = inner.getCause();
            }
            text = inner.getMessage();
        }
        return text == null || text.isBlank() ? "" : " (" + text.strip() + ")";
    }
}

package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import org.hermescdc.spi.HandlerException;

/** What the directory answered, or that it did not: operation, DN, result code and diagnostic text. */
final class LdapFailure extends HandlerException {

    private static final long serialVersionUID = 1L;

    private final ResultCode code;

    LdapFailure(String operation, Object dn, LDAPException cause) {
        super(
                operation + " " + dn + ": " + cause.getResultCode().intValue() + " "
                        + cause.getResultCode().getName() + diagnostic(cause),
                cause);
        this.code = cause.getResultCode();
    }

    ResultCode code() {
        return code;
    }

    /** Whether the operation may have been done although no answer came. */
    boolean isUncertain() {
        return !code.isConnectionUsable() || code.equals(ResultCode.TIMEOUT);
    }

    private static String diagnostic(LDAPException cause) {
        String text = cause.getDiagnosticMessage() != null ? cause.getDiagnosticMessage() : cause.getMessage();
        return text == null || text.isBlank() ? "" : " (" + text.strip() + ")";
    }
}

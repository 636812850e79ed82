package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.HermesException;
import org.junit.jupiter.api.Test;

class RemovalsDialogTest {

    private static final Reply STATUS = new Reply(0, """
            {"hermes-server": {"information": {"status": "running"}},
             "SRVUsers": {"error": {"held": {"removed": 3, "cached": 4, "samples": ["amara", "bilal"], "set": "3f2a"}}},
             "SRVGroups": {"error": {"held": {"removed": 1, "cached": 1, "samples": ["staff"], "set": "77b0"}}}}""");

    private final List<String> shown = new ArrayList<>();
    private boolean agrees = true;

    private List<String> argv(Reply status, String... removals) {
        return new RemovalsDialog(
                        argv -> {
                            assertThat(argv).containsExactly("status", "-j");
                            return status;
                        },
                        text -> {
                            shown.add(text);
                            return agrees;
                        })
                .argv(List.of(removals));
    }

    @Test
    void namesTheSetsThatTheOperatorWasShown() {
        assertThat(argv(STATUS, "SRVUsers", "SRVGroups"))
                .containsExactly("update", "--accept-removals=SRVUsers=3f2a", "--accept-removals=SRVGroups=77b0");
        assertThat(shown).containsExactly("""
                        SRVUsers: 3 of 4 would be removed, among them:
                          amara
                          bilal""", """
                        SRVGroups: 1 of 1 would be removed:
                          staff""");
    }

    @Test
    void asksNothingForASetThatIsNamed() {
        assertThat(argv(STATUS, "SRVUsers=9999")).containsExactly("update", "--accept-removals=SRVUsers=9999");
        assertThat(shown).isEmpty();
    }

    @Test
    void sendsNothingWhenTheOperatorDoesNotAgree() {
        agrees = false;

        assertThatThrownBy(() -> argv(STATUS, "SRVUsers"))
                .isInstanceOf(HermesException.class)
                .hasMessage("nothing is released; the removals stay held");
    }

    @Test
    void sendsNothingWhenNothingIsHeldOrTheStatusFails() {
        assertThatThrownBy(() -> argv(STATUS, "SRVOther"))
                .isInstanceOf(HermesException.class)
                .hasMessageContaining("no removals of 'SRVOther' are held");
        assertThatThrownBy(() -> argv(new Reply(1, "stopping"), "SRVUsers"))
                .isInstanceOf(HermesException.class)
                .hasMessage("stopping");
    }
}

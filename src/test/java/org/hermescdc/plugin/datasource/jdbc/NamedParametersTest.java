package org.hermescdc.plugin.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hermescdc.plugin.datasource.jdbc.ParameterStyle.COLON;
import static org.hermescdc.plugin.datasource.jdbc.ParameterStyle.COLON_BACKSLASH;
import static org.hermescdc.plugin.datasource.jdbc.ParameterStyle.COLON_BRACKETS;
import static org.hermescdc.plugin.datasource.jdbc.ParameterStyle.COLON_ORACLE;
import static org.hermescdc.plugin.datasource.jdbc.ParameterStyle.PERCENT;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedParametersTest {

    @Test
    void replacesEachUseOfAColonParameter() {
        assertThat(NamedParameters.parse("SELECT :a, x FROM t WHERE y=:_b1 AND z>:a", COLON))
                .isEqualTo(new NamedParameters("SELECT ?, x FROM t WHERE y=? AND z>?", List.of("a", "_b1", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x::text, y :: date",
                "SELECT ':a', 'it''s :a'",
                "SELECT \":a\", \"a \"\" :b\"",
                "SELECT 1 -- :a\n",
                "SELECT 1 /* :a\n:b */",
                "SELECT '12:30', 1 : 2",
            })
    void takesNothingElseForAColonParameter(String query) {
        NamedParameters parsed = NamedParameters.parse(query, COLON);

        assertThat(parsed.names()).isEmpty();
    }

    @Test
    void takesBracketsForQuotesOnlyWhereTheDatabaseDoes() {
        assertThat(NamedParameters.parse("SELECT `:a`, [:b]", COLON_BRACKETS).names())
                .isEmpty();
        assertThat(NamedParameters.parse("SELECT list[:a]", COLON).names()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'it\\'s :a', \"say \\\" :a\", 'it''s :a', '\\\\'",
                "SELECT `:a`, 1 # :a",
                "SELECT 1 -- :a",
                "SELECT 1 /* :a */, @x := 2",
            })
    void knowsTheEscapesAndCommentsOfMariaDb(String query) {
        assertThat(NamedParameters.parse(query + "\n, :b", COLON_BACKSLASH))
                .isEqualTo(new NamedParameters(query + "\n, ?", List.of("b")));
    }

    @Test
    void takesTwoMinusSignsForACommentInMariaDbOnlyBeforeABlank() {
        assertThat(NamedParameters.parse("SELECT 5--:a", COLON_BACKSLASH).names())
                .containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT q'[it's :a]', Q'{it's :a}', q'(it's :a)', q'<it's :a>', q'!it's :a!', nq'|it's :a|'",
                "SELECT 'it''s :a', \":a\", 1 -- :a",
            })
    void knowsTheQuotesOfOracle(String query) {
        assertThat(NamedParameters.parse(query + "\n, :b", COLON_ORACLE))
                .isEqualTo(new NamedParameters(query + "\n, ?", List.of("b")));
    }

    @Test
    void findsColonParametersBehindQuotesAndComments() {
        assertThat(NamedParameters.parse("SELECT 'a:x' -- :y\n, :a /* :z */, :b::int", COLON))
                .isEqualTo(new NamedParameters("SELECT 'a:x' -- :y\n, ? /* :z */, ?::int", List.of("a", "b")));
    }

    @Test
    void replacesEachUseOfAPercentParameter() {
        assertThat(NamedParameters.parse("SELECT %(a)s::text WHERE b = ANY(%(two words)s) OR %(a)s", PERCENT))
                .isEqualTo(new NamedParameters("SELECT ?::text WHERE b = ANY(?) OR ?", List.of("a", "two words", "a")));
    }

    @Test
    void makesDoubledPercentSignsSingleEverywhere() {
        assertThat(NamedParameters.parse("SELECT 10 %% 3 WHERE a LIKE 'x%%' AND b LIKE 'y%'", PERCENT))
                .isEqualTo(new NamedParameters("SELECT 10 % 3 WHERE a LIKE 'x%' AND b LIKE 'y%'", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '%(a)s'",
                "SELECT E'it\\'s %(a)s'",
                "SELECT $$ %(a)s $$, $f$ %(a)s $$ $f$",
                "SELECT \"%(a)s\"",
                "SELECT 1 -- %(a)s",
                "SELECT 1 /* %(a)s */",
            })
    void takesNothingElseForAPercentParameter(String query) {
        assertThat(NamedParameters.parse(query, PERCENT)).isEqualTo(new NamedParameters(query, List.of()));
    }

    @Test
    void doublesTheQuestionMarkOperatorOfPostgresqlForTheDriver() {
        assertThat(NamedParameters.parse("SELECT doc ? 'key?' AND doc ?| %(keys)s", PERCENT))
                .isEqualTo(new NamedParameters("SELECT doc ?? 'key?' AND doc ??| ?", List.of("keys")));
    }

    @Test
    void readsLongStringsWithoutEndingInAStackOverflow() {
        String query = "SELECT '" + "x''".repeat(200_000) + "', :a";

        assertThat(NamedParameters.parse(query, COLON).names()).containsExactly("a");
    }
}

package org.hermescdc.matrix;

import java.util.List;
import java.util.stream.Stream;
import org.hermescdc.matrix.Servers.Place;

/** A source of the matrix. To add one: a class, and its line here. */
record SourceRow(String name, Forms forms, Maker maker) {

    private static final String SPLIT = "text that the `attrsmapping` splits";

    static final List<SourceRow> ALL = Stream.concat(
                    Stream.of(
                            sql("sqlite", SPLIT, place -> new SqlSources.Sqlite(place.folder())),
                            sql(
                                    "postgresql",
                                    "array",
                                    place -> new SqlSources.PostgresqlSource(
                                            place.servers().postgres())),
                            sql(
                                    "jdbc on MariaDB",
                                    "JSON",
                                    place -> new SqlSources.MariaDbSource(
                                            place.servers().mariaDb())),
                            sql(
                                    "jdbc on H2",
                                    "array",
                                    place -> new SqlSources.H2Source(
                                            place.servers().h2())),
                            new SourceRow(
                                    "ldap on slapd",
                                    new Forms("int, by the schema", "absent", "list, but one value by itself"),
                                    place -> new LdapSource(place.servers().slapd(), place.name() + "-source")),
                            new SourceRow("http", new Forms("int", "null", "list"), place -> new HttpSource()),
                            new SourceRow(
                                    "camel: file, csv",
                                    FileFormat.CSV.forms(),
                                    place -> new CamelSource(place.folder()))),
                    Stream.of(FileFormat.values())
                            .map(format -> new SourceRow(
                                    "file: " + format.word(),
                                    format.forms(),
                                    place -> new FileSource(format, place.folder()))))
            .toList();

    /** How a source tells what is more than one text. */
    record Forms(String number, String none, String several) {}

    interface Maker {
        Source make(Place place) throws Exception;
    }

    private static SourceRow sql(String name, String several, Maker maker) {
        return new SourceRow(name, new Forms("int", "NULL", several), maker);
    }

    @Override
    public String toString() {
        return name;
    }
}

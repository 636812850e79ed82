package org.hermescdc.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.matrix.World.Facts;
import org.hermescdc.matrix.World.Shown;

/** A file for each group. */
final class MailsTarget extends Target {

    private final Path folder;

    MailsTarget(Path folder) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("mails"));
    }

    @Override
    String plugin() {
        return "usersgroups_flatfiles_emails_of_groups";
    }

    @Override
    Map<String, Object> mapping(Type type) {
        return switch (type) {
            case USERS -> Map.of("user_pkey", "id", "login", "login", "mail", "mail");
            case GROUPS -> Map.of("group_pkey", "id", "name", "name");
            case MEMBERS -> Map.of("user_pkey", "user_id", "group_pkey", "group_id");
        };
    }

    @Override
    Map<String, Object> settings() {
        return Map.of("destDir", folder.toString());
    }

    @Override
    Facts facts() throws IOException {
        Facts facts = new Facts();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String group = file.getFileName().toString().replaceFirst("\\.txt$", "");
                facts.add(Shown.GROUPS, group);
                Files.readAllLines(file).forEach(mail -> facts.add(Shown.LISTS, group + " has " + mail));
            }
        }
        return facts;
    }

    /** A file stands where the folder was: nobody can make the folder anew. */
    @Override
    void takeAway() throws IOException {
        Files.move(folder, folder.resolveSibling("mails-away"));
        Files.createFile(folder);
    }

    @Override
    void bringBack() throws IOException {
        Files.delete(folder);
        Files.move(folder.resolveSibling("mails-away"), folder);
    }
}

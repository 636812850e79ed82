import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the data of the demonstration: {@code java Generate.java}, in this folder. Always the same; every person and every
 * group is invented.
 */
public class Generate {

    private static final int USERS = 2_000;
    private static final int MEMBERSHIPS = 8_000;

    private static final String[] FIRST = words(
            "Amara Bilal Chloé Dmitri Elif Farid Greta Hana Ibrahim Jonas Kaito Léa Mateo Nadia Oskar Priya Quentin Rosa"
                    + " Sören Tomás Ulrike Vikram Wanda Ximena Yusuf Zoé Anouk Bruno Carmen Daniel Esther Fatou Gabriel"
                    + " Hélène Inès Jakub Katya Luca Maëlle Nils Olga Paulo Rachid Simone Théo Ursula Valentin Yara");
    private static final String[] LAST = words(
            "Okafor Martin Ivanov Yılmaz Benali Lindqvist Tanaka Moreau Schäfer Rossi Sharma Novák Almeida Kowalski"
                    + " Nguyen Petit Haddad Björk Fischer Costa Dubois Eriksen Ferrari García Horváth Iyer Jansen Keller"
                    + " Lambert Müller Nakamura Ortega Pereira Quiroga Ribeiro Sato Tremblay Urbain Vogel Weber Xu"
                    + " Yamada Zieliński Blanchard Conte Drummond Esposito Faure Girard Hartmann Ito Jovanović");
    private static final String[] FIELDS = words(
            "Astronomy Biology Chemistry Drama Economics French Geology History Informatics Japanese Knowledge Law"
                    + " Mathematics Neurology Optics Physics Robotics Statistics Theology Urbanism");
    private static final String[] KINDS = {"Lectures", "Laboratory", "Staff", "Club"};

    private final Random random = new Random(20310303);

    public static void main(String[] args) throws IOException {
        new Generate().write();
    }

    private void write() throws IOException {
        Files.write(Path.of("users.csv"), users());
        Files.write(Path.of("groups.csv"), groups());
        Files.write(Path.of("memberships.csv"), memberships());
    }

    private List<String> users() {
        List<String> lines = new ArrayList<>(List.of("user_id,login,first_name,last_name,mail,department"));
        Set<String> logins = new TreeSet<>();
        for (int id = 1; id <= USERS; id++) {
            String first = FIRST[random.nextInt(FIRST.length)];
            String last = LAST[random.nextInt(LAST.length)];
            String login = login(first, last, logins);
            String department = FIELDS[random.nextInt(FIELDS.length)];
            lines.add(id + "," + login + "," + first + "," + last + "," + login + "@example.edu," + department);
        }
        return lines;
    }

    private static String login(String first, String last, Set<String> taken) {
        String plain = Normalizer.normalize(first.charAt(0) + last, Normalizer.Form.NFD)
                .replace("ı", "i")
                .replace("ł", "l")
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        String login = plain;
        for (int i = 2; !taken.add(login); i++) {
            login = plain + i;
        }
        return login;
    }

    private List<String> groups() {
        List<String> lines = new ArrayList<>(List.of("group_id,name,description"));
        int id = 0;
        for (String kind : KINDS) {
            for (String field : FIELDS) {
                String name = (field + "-" + kind).toLowerCase(Locale.ROOT);
                lines.add(++id + "," + name + "," + kind + " of " + field);
            }
        }
        return lines;
    }

    private List<String> memberships() {
        int groups = FIELDS.length * KINDS.length;
        Set<Integer> chosen = new TreeSet<>();
        while (chosen.size() < MEMBERSHIPS) {
            chosen.add(random.nextInt(USERS) * groups + random.nextInt(groups));
        }
        List<String> lines = new ArrayList<>(List.of("user_id,group_id"));
        chosen.forEach(pair -> lines.add((pair / groups + 1) + "," + (pair % groups + 1)));
        return lines;
    }

    private static String[] words(String text) {
        return text.split(" ");
    }
}

package org.hermescdc.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** How rows become the text of a file, and how {@code attrsmapping} makes the values of them again. */
enum FileFormat {
    CSV(new SourceRow.Forms(
            "text, made a number by the `attrsmapping`", "empty", "text that the `attrsmapping` splits")) {
        @Override
        String document(List<String> columns, List<Map<String, Object>> rows) {
            StringBuilder text = new StringBuilder(String.join(",", columns)).append("\n");
            for (Map<String, Object> row : rows) {
                text.append(row.values().stream().map(FileFormat::csv).collect(Collectors.joining(",")))
                        .append("\n");
            }
            return text.toString();
        }

        @Override
        String mapping(String attribute) {
            return attribute.equals("phones") ? "{{ phones.split('|') if phones else none }}" : typed(attribute);
        }
    },
    JSON(new SourceRow.Forms("int", "null", "list")) {
        @Override
        String document(List<String> columns, List<Map<String, Object>> rows) {
            return json(rows);
        }
    },
    JSONL(new SourceRow.Forms("int", "null", "list")) {
        @Override
        String document(List<String> columns, List<Map<String, Object>> rows) {
            return rows.stream().map(row -> json(row) + "\n").collect(Collectors.joining());
        }
    },
    LDIF(new SourceRow.Forms(
            "text, made a number by the `attrsmapping`", "empty value", "list, but one value by itself")) {
        @Override
        String document(List<String> columns, List<Map<String, Object>> rows) {
            StringBuilder text = new StringBuilder("version: 1\n");
            for (Map<String, Object> row : rows) {
                String name = row.values().stream()
                        .limit(2)
                        .map(Object::toString)
                        .map(part -> part.replaceAll("\\W", ""))
                        .collect(Collectors.joining("-"));
                text.append("\ndn: cn=").append(name).append("\n");
                row.forEach((column, value) ->
                        (value == null ? List.of("") : all(value)).forEach(one -> text.append(ldif(column, one))));
            }
            return text.toString();
        }

        @Override
        String mapping(String attribute) {
            return listed(attribute);
        }
    },
    XML(new SourceRow.Forms(
            "text, made a number by the `attrsmapping`", "empty element", "list, but one value by itself")) {
        @Override
        String document(List<String> columns, List<Map<String, Object>> rows) {
            StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<all>\n");
            for (Map<String, Object> row : rows) {
                text.append("<one>");
                row.forEach((column, value) -> (value == null ? List.of("") : all(value))
                        .forEach(one -> text.append("<" + column + ">" + xml(one) + "</" + column + ">")));
                text.append("</one>\n");
            }
            return text.append("</all>\n").toString();
        }

        @Override
        String mapping(String attribute) {
            return listed(attribute);
        }
    };

    private static final Set<String> NUMBERS = Set.of("id", "shoe", "group_id", "user_id");

    private final SourceRow.Forms forms;

    FileFormat(SourceRow.Forms forms) {
        this.forms = forms;
    }

    abstract String document(List<String> columns, List<Map<String, Object>> rows);

    String mapping(String attribute) {
        return attribute;
    }

    SourceRow.Forms forms() {
        return forms;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String typed(String attribute) {
        if (attribute.equals("mail")) {
            return "{{ mail or none }}";
        }
        return NUMBERS.contains(attribute) ? "{{ " + attribute + " | int }}" : attribute;
    }

    private static String listed(String attribute) {
        return attribute.equals("phones")
                ? "{{ ([phones] if phones else none) if phones is string else phones }}"
                : typed(attribute);
    }

    private static List<?> all(Object value) {
        return value instanceof List<?> list
                ? list
                : java.util.stream.Stream.ofNullable(value).toList();
    }

    private static String csv(Object value) {
        if (value == null) {
            return "";
        }
        String text = all(value).stream().map(Objects::toString).collect(Collectors.joining("|"));
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String ldif(String column, Object value) {
        return column + ":: "
                + Base64.getEncoder().encodeToString(value.toString().getBytes(StandardCharsets.UTF_8)) + "\n";
    }

    private static String xml(Object value) {
        return value.toString().replace("&", "&amp;").replace("<", "&lt;");
    }

    static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

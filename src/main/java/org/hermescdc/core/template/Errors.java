package org.hermescdc.core.template;

/** Makes the errors of templates, one method a category (vectors/jinja). No message ever holds a value. */
final class Errors {

    private Errors() {}

    static TemplateException syntax(String message) {
        return new TemplateException("syntax", message);
    }

    static TemplateException unknown(String message) {
        return new TemplateException("unknown-filter-or-test", message);
    }

    static TemplateException runtime(String message) {
        return new TemplateException("template-runtime", message);
    }

    static TemplateException undefined(Undefined value) {
        return new TemplateException("undefined", value.description());
    }

    static TemplateException type(String message) {
        return new TemplateException("type", message);
    }

    static TemplateException value(String message) {
        return new TemplateException("value", message);
    }

    static TemplateException attribute(Object value, String name) {
        return new TemplateException("attribute", "'" + Types.name(value) + "' object has no attribute '" + name + "'");
    }

    static TemplateException lookup(String message) {
        return new TemplateException("lookup", message);
    }

    static TemplateException arithmetic(String message) {
        return new TemplateException("arithmetic", message);
    }

    static TemplateException argument(String message) {
        return new TemplateException("filter-argument", message);
    }

    static TemplateException encoding(String message) {
        return new TemplateException("encoding", message);
    }

    static TemplateException limit(String message) {
        return new TemplateException("limit", message);
    }
}

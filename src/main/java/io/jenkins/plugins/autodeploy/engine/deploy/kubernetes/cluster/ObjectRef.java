package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.cluster;

/** Names an object within its namespace. */
public record ObjectRef(String apiVersion, String kind, String name) {
    /** For people: {@code Service web}. */
    public String label() {
        return kind + " " + name;
    }

    /** One object can be named by every version of its API. */
    public boolean isSameObject(ObjectRef other) {
        return kind.equals(other.kind) && name.equals(other.name) && group().equals(other.group());
    }

    private String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
}

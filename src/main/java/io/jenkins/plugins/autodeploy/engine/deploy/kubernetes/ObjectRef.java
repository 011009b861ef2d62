package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes;

/** Names an object within its namespace. */
record ObjectRef(String apiVersion, String kind, String name) {
    /** For people: {@code Service web}. */
    String label() {
        return kind + " " + name;
    }
}

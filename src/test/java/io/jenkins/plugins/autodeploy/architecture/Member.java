package io.jenkins.plugins.autodeploy.architecture;

/**
 * A member as bytecode names it: by the type that it is looked up in, which may inherit it.
 *
 * @param name null for the type itself
 * @param descriptor null for the type itself
 */
record Member(String owner, String name, String descriptor) {
    @Override
    public String toString() {
        return name == null ? owner : owner + "." + name + " " + descriptor;
    }
}

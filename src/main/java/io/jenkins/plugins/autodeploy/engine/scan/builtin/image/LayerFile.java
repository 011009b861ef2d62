package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

/**
 * A file that a layer of an image brings. A path has one for each layer that brings it again.
 *
 * @param number in the order of the layers, the lowest first; no two files of an image have the same
 * @param path from the root of the image, without a leading {@code /}
 * @param layer digest of the layer's tar (the diff id), which all tools agree on however they compress it
 */
public record LayerFile(int number, String path, String layer) {}

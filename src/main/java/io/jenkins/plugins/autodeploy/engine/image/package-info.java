/**
 * Builds images and pushes them: by the docker command line where its daemon answers, by Jib without any daemon where nothing needs to run
 * in the image. {@link io.jenkins.plugins.autodeploy.engine.image.ImageBuild} is the way in.
 */
package io.jenkins.plugins.autodeploy.engine.image;

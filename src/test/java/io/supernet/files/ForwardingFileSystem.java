package io.supernet.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The platform's file system with paths and a provider of its own. */
final class ForwardingFileSystem extends FileSystem {

  private final FileSystem files;
  private final FileSystemProvider provider;

  ForwardingFileSystem(FileSystem files, FileSystemProvider provider) {
    this.files = files;
    this.provider = provider;
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public Path getPath(String first, String... more) {
    return ForwardingPath.wrap(files.getPath(first, more), this);
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return StreamSupport.stream(files.getRootDirectories().spliterator(), false)
        .map(root -> ForwardingPath.wrap(root, this))
        .toList();
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = files.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(ForwardingPath.unwrap(path));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  @Override
  public boolean isOpen() {
    return files.isOpen();
  }

  @Override
  public boolean isReadOnly() {
    return files.isReadOnly();
  }

  @Override
  public String getSeparator() {
    return files.getSeparator();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return files.getFileStores();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return files.supportedFileAttributeViews();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return files.getUserPrincipalLookupService();
  }

  @Override
  public WatchService newWatchService() throws IOException {
    return files.newWatchService();
  }
}

package io.supernet.drawing;

import io.supernet.drawing.RowLayout.Box;
import io.supernet.drawing.RowLayout.Line;
import io.supernet.drawing.Sketch.Part;
import java.util.Arrays;
import java.util.List;

/** A {@link RowLayout} on a grid of characters. */
final class TextRow {

  static final RowLayout.Metrics ROOMY = new RowLayout.Metrics(String::length, 2, 2, 5);
  static final RowLayout.Metrics TIGHT = new RowLayout.Metrics(String::length, 1, 1, 4);

  private final RowLayout layout;
  private final char[][] grid;

  /** The row of the boxes' text. */
  private final int middle;

  TextRow(Part part, RowLayout.Metrics metrics) {
    this.layout = new RowLayout(part, metrics);
    int above = layout.lanesAbove() == 0 ? 0 : layout.lanesAbove() + 1;
    int below = layout.lanesBelow() == 0 ? 0 : layout.lanesBelow() + 1;
    this.middle = above + 1;
    this.grid = new char[above + 3 + below][layout.width()];
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
  }

  int width() {
    return layout.width();
  }

  List<String> lines() {
    layout.boxes().forEach(this::box);
    layout.lines().forEach(this::line);
    return Arrays.stream(grid).map(row -> new String(row).stripTrailing()).toList();
  }

  private void box(Box box) {
    int right = box.x() + box.width() - 1;
    for (int x = box.x() + 1; x < right; x++) {
      grid[middle - 1][x] = '─';
      grid[middle + 1][x] = '─';
    }
    grid[middle - 1][box.x()] = '╭';
    grid[middle - 1][right] = '╮';
    grid[middle + 1][box.x()] = '╰';
    grid[middle + 1][right] = '╯';
    grid[middle][box.x()] = '│';
    grid[middle][right] = '│';
    write(middle, box.x() + (box.width() - box.label().length()) / 2, box.label());
  }

  private void write(int row, int x, String text) {
    text.getChars(0, text.length(), grid[row], x);
  }

  private void line(Line line) {
    int row = row(line);
    int from = line.from().get(0);
    int to = line.lane() == 0 ? line.to() - 1 : line.to();
    for (int x = from + (line.lane() == 0 ? 0 : 1); x < to; x++) {
      grid[row][x] = grid[row][x] == '│' ? '┼' : '─';
    }
    if (line.lane() == 0) {
      grid[row][from - 1] = '├';
      grid[row][to] = '▶';
    } else {
      boolean below = line.edge().isPlain();
      for (int i = 0; i < line.from().size(); i++) {
        vertical(line.from().get(i), row, below);
        char tap = below ? '┴' : '┬';
        char corner = below ? '╰' : '╭';
        grid[row][line.from().get(i)] = i == 0 ? corner : tap;
        grid[below ? middle + 1 : middle - 1][line.from().get(i)] = below ? '┬' : '┴';
      }
      vertical(to, row, below);
      grid[row][to] = below ? '╯' : '╮';
      grid[below ? middle + 2 : middle - 2][to] = below ? '▲' : '▼';
    }
    if (!line.edge().isPlain()) {
      String label = " " + line.edge().label() + " ";
      write(row, line.label() - (label.length() + 1) / 2, label);
    }
  }

  private int row(Line line) {
    if (line.lane() == 0) {
      return middle;
    }
    return line.edge().isPlain() ? middle + 2 + line.lane() : middle - 2 - line.lane();
  }

  /** From the lane to the row beside the boxes. */
  private void vertical(int x, int row, boolean below) {
    int end = below ? middle + 2 : middle - 2;
    for (int y = Math.min(row, end); y <= Math.max(row, end); y++) {
      if (y != row) {
        grid[y][x] = grid[y][x] == ' ' ? '│' : '┼';
      }
    }
  }
}

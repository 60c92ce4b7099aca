/* The softmax of a row of attention scores, and its gradient. */
#pragma once
#include "transcendental.h"

/** Replaces a row of `count` scores by softmax(scale·scores). */
static void softmax_row(float *row, int count, float scale) {
  const float largest = largest_of(row, count);
  quad sums = {0};
  for (int j = 0; j < count; j += LANES) {
    const int left = count - j;
    const vec value = exponential((read(row + j, left) - largest) * scale);
    write(row + j, left, value);
    sums = add_up(sums, present(value, left));
  }
  const float share = 1.0f / sum_lanes(sums);
  for (int j = 0; j < count; j += LANES) write(row + j, count - j, read(row + j, count - j) * share);
}

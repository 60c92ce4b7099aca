/* Rows of a table, and their gradient. */
#include "kernels.h"
#include "vector.h"

int embed(int n, int v, int d, const float *table, const int32_t *ids, float *y) {
  for (int i = 0; i < n; i++) {
    if ((uint32_t)ids[i] >= (uint32_t)v) return i;
    memcpy(y + (size_t)i * d, table + (size_t)ids[i] * d, (size_t)d * sizeof(float));
  }
  return -1;
}

void embed_gradient(int n, int v, int d, const int32_t *ids, const float *dy, float *dtable) {
  memset(dtable, 0, (size_t)v * d * sizeof(float));
  for (int i = 0; i < n; i++) {
    float *row = dtable + (size_t)ids[i] * d;
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      write(row + j, left, read(row + j, left) + read(dy + j, left));
    }
    dy += d;
  }
}

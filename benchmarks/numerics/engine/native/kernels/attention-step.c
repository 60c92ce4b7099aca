/* One more position of sequences whose earlier keys and values are kept. */
#include "kernels.h"
#include "lanes4.h"
#include "softmax-row.h"

/** out = Σ weights[p]·rows[p]; a vector of the sum stays in a register while p runs. */
static void weighted_sum(const float *rows, const float *weights, int count, int width, float *out) {
  for (int j = 0; j < width; j += LANES) {
    const int left = width - j;
    vec sums = {0};
    for (int p = 0; p < count; p++) sums = fused(splat(weights[p]), read(rows + (size_t)p * width + j, left), sums);
    write(out + j, left, sums);
  }
}

void attention_step(
  int batch, int length, int heads, int width, int position, const float *qkv, float *keys, float *values, float *out, float *scores
) {
  const size_t d = (size_t)heads * width;
  const size_t place = (size_t)position * width;
  const float scale = 1.0f / __builtin_sqrtf((float)width);
  for (int b = 0; b < batch; b++) {
    for (int h = 0; h < heads; h++) {
      memcpy(keys + place, qkv + d, (size_t)width * sizeof(float));
      memcpy(values + place, qkv + 2 * d, (size_t)width * sizeof(float));
      for (int p = 0; p <= position; p++) scores[p] = dot4(qkv, keys + (size_t)p * width, width);
      softmax_row(scores, position + 1, scale);
      weighted_sum(values, scores, position + 1, width, out);
      qkv += width;
      out += width;
      keys += (size_t)length * width;
      values += (size_t)length * width;
    }
    // qkv has passed q; k and v of this sequence follow.
    qkv += 2 * d;
  }
}

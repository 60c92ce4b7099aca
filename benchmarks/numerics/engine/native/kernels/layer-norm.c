/* Layer normalisation of the rows of x [n, d] (Ba, Kiros & Hinton 2016) and its gradient. */
#include "kernels.h"
#include "vector.h"

#define EPSILON ((float)1e-5)

static float mean_of(const float *x, int d) {
  quad sums = {0};
  for (int j = 0; j < d; j += LANES) sums = add_up(sums, read(x + j, d - j));
  return sum_lanes(sums) / (float)d;
}

/** 1 / √(variance + ε). */
static float inverse_deviation(const float *x, int d, float mean) {
  quad sums = {0};
  for (int j = 0; j < d; j += LANES) {
    const vec centred = present(read(x + j, d - j) - mean, d - j);
    sums = add_up(sums, centred * centred);
  }
  return 1.0f / __builtin_sqrtf(sum_lanes(sums) / (float)d + EPSILON);
}

void layer_norm(int n, int d, const float *x, const float *gain, const float *bias, float *y) {
  for (int i = 0; i < n; i++) {
    const float mean = mean_of(x, d);
    const float scale = inverse_deviation(x, d, mean);
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const vec normal = (read(x + j, left) - mean) * scale;
      write(y + j, left, normal * read(gain + j, left) + read(bias + j, left));
    }
    x += d;
    y += d;
  }
}

void layer_norm_gradient(
  int n, int d, const float *x, const float *gain, const float *dy, float *dx, float *dgain, float *dbias
) {
  memset(dgain, 0, (size_t)d * sizeof(float));
  memset(dbias, 0, (size_t)d * sizeof(float));
  for (int i = 0; i < n; i++) {
    const float mean = mean_of(x, d);
    const float scale = inverse_deviation(x, d, mean);
    quad sum_g = {0};
    quad sum_gn = {0};
    for (int j = 0; j < d; j += LANES) {
      // dy is zero in the lanes that are not there, and so is all that it is a factor of.
      const int left = d - j;
      const vec normal = (read(x + j, left) - mean) * scale;
      const vec given = read(dy + j, left);
      const vec g = given * read(gain + j, left);
      sum_g = add_up(sum_g, g);
      sum_gn = add_up(sum_gn, g * normal);
      write(dgain + j, left, read(dgain + j, left) + given * normal);
      write(dbias + j, left, read(dbias + j, left) + given);
    }
    const float mean_g = sum_lanes(sum_g) / (float)d;
    const float mean_gn = sum_lanes(sum_gn) / (float)d;
    for (int j = 0; j < d; j += LANES) {
      const int left = d - j;
      const vec normal = (read(x + j, left) - mean) * scale;
      const vec g = read(dy + j, left) * read(gain + j, left);
      write(dx + j, left, ((g - mean_g) - normal * mean_gn) * scale);
    }
    x += d;
    dy += d;
    dx += d;
  }
}

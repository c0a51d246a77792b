// What a native kernel is to the harness (main.c): the same job as the module of its name, counted in the same units.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** Begins the job of an input frame (docs/pouw-protocol.md). @returns its units; 0 when the frame makes no sense */
uint32_t kernel_init(const uint8_t *frame, size_t length);
/** Does so many units, never more than are left. */
void kernel_step(uint32_t units);
/** The output of a job that is done. */
const uint8_t *kernel_output(size_t *length);

static inline uint32_t u32_at(const uint8_t *from) {
  uint32_t value;
  memcpy(&value, from, sizeof value);
  return value;
}
static inline uint64_t u64_at(const uint8_t *from) {
  uint64_t value;
  memcpy(&value, from, sizeof value);
  return value;
}
static inline double f64_at(const uint8_t *from) {
  double value;
  memcpy(&value, from, sizeof value);
  return value;
}

/** Where the params of a frame start, and its seed. */
#define PARAMS(frame) ((frame) + 16)
#define SEED(frame) u64_at((frame) + 4)

// Runs a native kernel whenever a line comes on standard input: the units before `from` are not measured, those after it are.
// Answers with a line for each: milliseconds of processor time, and the output as hexadecimal.
#include "kernel.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double processor_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  FILE *file = fopen(arguments[1], "rb");
  static uint8_t frame[1 << 22];
  if (!file) return 2;
  const size_t length = fread(frame, 1, sizeof frame, file);
  fclose(file);
  const uint32_t from = (uint32_t)strtoul(arguments[2], NULL, 10);
  for (int byte; (byte = getchar()) != EOF;) {
    if (byte != '\n') continue;
    const uint32_t units = kernel_init(frame, length);
    if (units == 0 || from >= units) return 3;
    if (from > 0) kernel_step(from);
    const double before = processor_ms();
    kernel_step(units - from);
    const double after = processor_ms();
    size_t size;
    const uint8_t *output = kernel_output(&size);
    printf("%.4f ", after - before);
    for (size_t at = 0; at < size; at++) printf("%02x", output[at]);
    printf("\n");
    fflush(stdout);
  }
  return 0;
}

// To be preloaded: shows a program a wall clock that a test has moved, while it runs; the monotonic clock
// stays.
//
// MOVED_CLOCK names a file of eight bytes: by how many nanoseconds, as a native int64. Whoever writes them
// moves the clock at once, for the file is mapped. Not libfaketime: redis-server's allocator hangs in it.
// System calls are made directly, so that nothing is looked up, allocated or intercepted on the way, under
// sanitizers neither.
//
// Time-outs that the kernel counts on the wall clock do not move along.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { kPerSecond = 1000000000 };

static const volatile int64_t* moved_by_ns;

__attribute__((constructor)) static void map_the_file(void) {
  const char* path = getenv("MOVED_CLOCK");
  if (path == NULL) return;
  const long file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  const long page = syscall(SYS_mmap, NULL, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0L);
  if (file < 0 || page == -1) abort();
  syscall(SYS_close, file);
  moved_by_ns = (const volatile int64_t*)page;
}

static int is_wall_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int failed = (int)syscall(SYS_clock_gettime, clock, now);
  if (failed || moved_by_ns == NULL || !is_wall_clock(clock)) return failed;
  const int64_t moved = (int64_t)now->tv_sec * kPerSecond + now->tv_nsec + *moved_by_ns;
  now->tv_sec = moved / kPerSecond;
  now->tv_nsec = moved % kPerSecond;
  return 0;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
  (void)zone;
  struct timespec exact;
  if (clock_gettime(CLOCK_REALTIME, &exact)) return -1;
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* result) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (result != NULL) *result = exact.tv_sec;
  return exact.tv_sec;
}

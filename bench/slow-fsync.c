/*
 * Adds SLOW_FSYNC_US microseconds (2000 unless set) to each fsync and fdatasync of the process that preloads it: what a
 * disk without a cache of its own would take, on a machine whose disk is faster.
 *
 *   cc -shared -fPIC -O2 -o slow-fsync.so slow-fsync.c
 *   LD_PRELOAD=$PWD/slow-fsync.so pg_ctl start ...      LD_PRELOAD=$PWD/slow-fsync.so bench/with-server.sh ...
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int slowly(const char *name, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *microseconds = getenv("SLOW_FSYNC_US");
  usleep(microseconds ? (useconds_t)atoi(microseconds) : 2000);
  return real(fd);
}

int fsync(int fd) { return slowly("fsync", fd); }
int fdatasync(int fd) { return slowly("fdatasync", fd); }

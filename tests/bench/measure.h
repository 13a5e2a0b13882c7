/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measuring in pairs: the project's way of a job and the bare way, in turn, several times. What counts is the median of
 * the ratios; the times themselves say more about the machine than about the program. Rows are lines of a Markdown table
 * on stdout: job, project, reference, ratio on the clock, ratio of processor time, what is wanted. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds, of the clock and of the processor (this process; this thread). */
double bench_clock (void);
double bench_process_time (void);
double bench_thread_time (void);

/* Adds at the end. */
void bench_add (GArray *values, double value);
/* The value that `share` of all (0 to 1) do not exceed; sorts. 0 when there is none. */
double bench_quantile (GArray *values, double share);
/* (transfer full) (element-type double) */
GArray *bench_values_new (void);

/* Does the whole job once. */
typedef void (*BenchJob) (gpointer data);

/* Both jobs in turn, `turns` times, and a row. `wanted` is the largest ratio, 0 when nothing is promised. */
void bench_pair (const char *job, BenchJob ours, BenchJob reference, gpointer data, guint turns, double wanted);
/* The job alone, `turns` times, and a row with its median. `wanted` in words, "" for none. */
void bench_alone (const char *job, BenchJob ours, gpointer data, guint turns, const char *wanted);
/* A row of what was measured elsewhere; "" for what there is not. */
void bench_row (const char *job, const char *ours, const char *reference, const char *ratio, const char *cpu_ratio,
                const char *wanted);

/* 12.3 ms, 1.23 s. (transfer full) */
char *bench_format_time (double seconds);

/* A folder of its own, and away with it and the files in it. (transfer full) */
char *bench_folder_new (void);
void bench_folder_remove (const char *folder);

G_END_DECLS

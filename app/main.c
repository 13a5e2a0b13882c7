/* SPDX-FileCopyrightText: 2026 The Cunyi authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The clinic on screen. */

int
main (int argc, char **argv)
{
  return 0;
}

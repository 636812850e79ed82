#!/bin/sh
# Prints the files of a package tree ($1) that operators edit: dpkg keeps what they changed.
cd "$1" && find etc -type f | sort | sed 's:^:/:'

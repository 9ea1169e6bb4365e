#!/bin/sh
# Turns this process into the first one of a container, as an engine would: with the image's files
# read-only, one data volume, a tmpfs, a loopback network of its own, and no privilege left.
#   container.sh <files> <data> <sites> <uid> <gid> <working folder> <program> [argument…]
# In namespaces of its own: unshare --mount --pid --net --ipc --uts --fork.
set -eu
files=$1 data=$2 sites=$3 uid=$4 gid=$5 folder=$6
shift 6

mount --bind "$files" "$files"
mount -t proc -o nosuid,nodev,noexec proc "$files/proc"
mount -t tmpfs -o nosuid,mode=755,size=64k tmpfs "$files/dev"
for device in null zero full random urandom tty; do
  : > "$files/dev/$device"
  mount --bind "/dev/$device" "$files/dev/$device"
done
ln -s /proc/self/fd "$files/dev/fd"
mkdir "$files/dev/shm"
mount -t tmpfs -o nosuid,nodev,noexec,mode=1777,size=64m tmpfs "$files/dev/shm"
mount -t tmpfs -o nosuid,nodev,noexec,mode=1777,size=256m tmpfs "$files/tmp"
mount --bind "$data" "$files/data"
mount --bind "$sites" "$files/config/sites"
mount -o remount,bind,ro "$files/config/sites"
mount -o remount,bind,ro "$files"

# A second address (RFC 5737: documentation), to be reached at as through a port mapping, and by
# names as another service is.
ip link set lo up
ip address add 192.0.2.1/32 dev lo
printf '127.0.0.1 localhost\n192.0.2.1 agent site\n' > "$files/dev/hosts"
mount --bind "$files/dev/hosts" "$files/etc/hosts"

# https://man7.org/linux/man-pages/man2/pivot_root.2.html: pivot_root(".", ".")
cd "$files"
pivot_root . .
umount --lazy .
cd "$folder"
exec setpriv --reuid "$uid" --regid "$gid" --clear-groups --no-new-privs \
  --bounding-set=-all --inh-caps=-all "$@"

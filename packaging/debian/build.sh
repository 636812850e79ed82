#!/bin/sh
# Makes a Debian package of a distribution.
#   build.sh DISTRIBUTION FOLDER   prints the path of the package, in FOLDER
# The same distribution gives the same bytes. Jars hardly get smaller: little time is spent on it.
set -eu

here=$(dirname "$(readlink -f "$0")")
distribution=$1
folder=$2
# As in pom.xml; in Debian's order a snapshot comes before its release.
version=$(basename "$(ls "$distribution"/lib/hermes-[0-9]*.jar)" .jar | sed 's/^hermes-//; s/-SNAPSHOT/~snapshot/')
SOURCE_DATE_EPOCH=$(stat -c %Y "$distribution/LICENSE")
export SOURCE_DATE_EPOCH

tree=$folder/tree
rm -rf "$tree"
umask 022
mkdir -p "$tree/DEBIAN" "$tree/usr/share/hermes" "$tree/usr/bin" "$tree/usr/lib/sysusers.d" \
    "$tree/lib/systemd/system" "$tree/etc/hermes" "$tree/usr/share/doc/hermes-cdc"

for part in bin lib docs config repository README.md CHANGELOG.md; do
    cp -R "$distribution/$part" "$tree/usr/share/hermes/$part"
done
# The flow is for editing: below /etc, where dpkg asks before it replaces what was changed.
cp -R "$distribution/routes" "$tree/etc/hermes/routes"
ln -s ../../../etc/hermes/routes "$tree/usr/share/hermes/routes"
ln -s ../../local/share/hermes/plugins "$tree/usr/share/hermes/plugins"
ln -s ../share/hermes/bin/hermes "$tree/usr/bin/hermes"
cp "$distribution/NOTICE" "$tree/usr/share/doc/hermes-cdc/NOTICE"
cp "$distribution/LICENSE" "$tree/usr/share/doc/hermes-cdc/copyright"
for unit in hermes-server.service hermes-server.socket hermes-client@.service hermes-client@.socket; do
    cp "$distribution/packaging/systemd/$unit" "$tree/lib/systemd/system/$unit"
done
cp "$distribution/packaging/systemd/hermes.sysusers" "$tree/usr/lib/sysusers.d/hermes.conf"

for script in postinst prerm postrm; do
    cp "$here/$script" "$tree/DEBIAN/$script"
    chmod 755 "$tree/DEBIAN/$script"
done
sh "$here/conffiles.sh" "$tree" >"$tree/DEBIAN/conffiles"
size=$(du -sk --apparent-size "$tree" | cut -f1)
sed "s/@VERSION@/$version/; s/@SIZE@/$size/" "$here/control" >"$tree/DEBIAN/control"
chmod 750 "$tree/etc/hermes"
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

package=$folder/hermes-cdc_${version}_all.deb
dpkg-deb --root-owner-group -Zgzip -z1 --build "$tree" "$package" >/dev/null
rm -rf "$tree"
printf '%s\n' "$package"

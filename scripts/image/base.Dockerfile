# Stands in for the official `node:<version>-bookworm-slim` where no registry of images is at hand:
# the same Debian, Node, npm, user and PATH. scripts/image/base.ts makes what it copies.
FROM scratch
ADD debian.tar /
COPY apt.sources /etc/apt/sources.list
COPY apt.settings /etc/apt/apt.conf.d/90-machine
COPY dpkg.excludes /etc/dpkg/dpkg.cfg.d/docker
RUN apt-get update \
    && apt-get dist-upgrade --yes \
    && apt-get install --yes --no-install-recommends libatomic1 \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /usr/share/doc /usr/share/man /usr/share/locale \
    && groupadd --gid 1000 node \
    && useradd --uid 1000 --gid node --shell /bin/bash --create-home node
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
# Empty: what a build mounts there is gone when it ends.
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && mkdir -p /usr/local/etc \
    && touch /usr/local/etc/npmrc /usr/local/etc/certificates.pem
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["node"]

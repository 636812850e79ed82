package org.hermescdc.matrix;

import java.nio.file.Path;
import org.hermescdc.it.H2;
import org.hermescdc.it.Heimdal;
import org.hermescdc.it.Kafka;
import org.hermescdc.it.MariaDb;
import org.hermescdc.it.Nats;
import org.hermescdc.it.Postgres;
import org.hermescdc.it.Rabbitmq;
import org.hermescdc.it.SambaAd;
import org.hermescdc.it.Slapd;

/** The real servers that the matrix runs on. */
record Servers(
        Postgres.Server postgres,
        MariaDb.Server mariaDb,
        H2.Server h2,
        Slapd.Server slapd,
        Kafka.Broker kafka,
        Rabbitmq.Server rabbitmq,
        Nats.Server nats,
        SambaAd.Server samba,
        Heimdal.Server heimdal) {

    /** Where one run takes place: a folder and a name of its own. */
    record Place(Servers servers, Path folder, String name) {}
}

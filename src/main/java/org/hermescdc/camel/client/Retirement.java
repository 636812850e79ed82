package org.hermescdc.camel.client;

/** Why a local object has to leave the target, whatever the error queue has for it. */
enum Retirement {
    /** Its local type is not in the client's datamodel any more: a failure ends the client, and the next start goes on. */
    LEFT_DATAMODEL,
    /** Its remote type is not in the data schema any more: a failure is retried. */
    LEFT_SCHEMA,
    /** It is in the trashbin and has no value for the new primary key: a failure holds up the change of the schema. */
    WITHOUT_KEY
}

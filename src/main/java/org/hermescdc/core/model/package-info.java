/** Values, entries, keys, data types and the data schema: immutable, compared by content. */
package org.hermescdc.core.model;

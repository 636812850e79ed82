/** Collections and documents of the cache, and the files or the database that they stand in. */
package org.hermescdc.store;

/** Collections and documents of the cache, and the files that they stand in. */
package org.hermescdc.store;

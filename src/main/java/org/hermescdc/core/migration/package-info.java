/** A changed schema or datamodel becomes changes of the data. */
package org.hermescdc.core.migration;

/** Several sources of one data type become one collection; conflicts are told. */
package org.hermescdc.core.merge;

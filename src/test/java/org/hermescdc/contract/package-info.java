/** What every implementation of a plugin interface must do: one test class for each, subclassed per implementation. */
package org.hermescdc.contract;

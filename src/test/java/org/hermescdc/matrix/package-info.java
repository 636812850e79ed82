/** Every source over every bus to every target: the same data, the same state in the end. */
package org.hermescdc.matrix;

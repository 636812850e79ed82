/** Random passwords, for targets whose accounts must have one before anybody knows it. */
package org.hermescdc.plugin.password;

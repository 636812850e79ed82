/** Real servers for tests, run as child processes, and the tests of the built distribution. */
package org.hermescdc.it;

/** Example plugins for Hermes. */
package org.example.hermes;

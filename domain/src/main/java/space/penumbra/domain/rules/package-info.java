/**
 * The life of limit rules: versions that are drafted, tried in shadow, put in force and taken back. A version is never changed once it is
 * written; only its state moves on.
 */
package space.penumbra.domain.rules;
